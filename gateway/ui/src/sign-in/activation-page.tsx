import { type FormEvent, useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import type { AnswerOf } from '../api/operations.ts';
import { begin, homeOf } from '../api/session.ts';
import { Door, PasswordField, Refusal, TextField } from './door.tsx';
import styles from './door.module.css';
import { useTexts } from '../i18n.ts';

type Owner = AnswerOf<'identity.checkCode'>;

/** First sign-in by a one-time code: whose it is, then login and password. */
export function Page() {
  const { t } = useTexts('sign-in');
  const [code, setCode] = useState('');
  const [owner, setOwner] = useState<Owner>();
  useEffect(() => {
    document.title = t('activation.documentTitle');
  }, [t]);
  return (
    <Door
      wide
      foot={
        <>
          <span>{owner ? t('activation.once') : t('activation.haveAccount')}</span>
          <a href="/sign-in">{t('activation.toSignIn')}</a>
        </>
      }
    >
      {owner ? (
        <PasswordStep code={code} owner={owner} onBack={() => setOwner(undefined)} />
      ) : (
        <CodeStep code={code} setCode={setCode} onOwner={setOwner} />
      )}
    </Door>
  );
}

/** Runs a form's request once at a time and keeps its refusal. */
function useSubmit(work: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    await work().catch(setError);
    setBusy(false);
  };
  return { busy, error, onSubmit: (event: FormEvent) => void submit(event) };
}

function CodeStep({
  code,
  setCode,
  onOwner,
}: {
  code: string;
  setCode: (code: string) => void;
  onOwner: (owner: Owner) => void;
}) {
  const { t } = useTexts('sign-in');
  const { busy, error, onSubmit } = useSubmit(async () =>
    onOwner(await call('identity.checkCode', { body: { code: code.trim() } })),
  );
  return (
    <form className={styles['sheet']} onSubmit={onSubmit}>
      <Steps current={0} />
      <h1>{t('activation.codeTitle')}</h1>
      <Refusal error={error} />
      <TextField
        name="code"
        label={t('activation.code')}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <button type="submit" className="btn primary big" disabled={busy}>
        {t('activation.check')}
      </button>
    </form>
  );
}

function PasswordStep({ code, owner, onBack }: { code: string; owner: Owner; onBack: () => void }) {
  const { t } = useTexts('sign-in');
  const [login, setLogin] = useState(owner.login);
  const [password, setPassword] = useState('');
  const { busy, error, onSubmit } = useSubmit(async () => {
    const session = begin(
      await call('identity.activate', { body: { code: code.trim(), login: login.trim(), password } }),
    );
    location.assign(homeOf(session.acting));
  });
  return (
    <form className={styles['sheet']} onSubmit={onSubmit}>
      <Steps current={1} />
      <h1>{t('activation.passwordTitle')}</h1>
      <dl className={styles['who']}>
        <dt>{t('activation.code')}</dt>
        <dd className={styles['code']}>{code.trim().toUpperCase()}</dd>
        <dt>{t('activation.you')}</dt>
        <dd>{owner.displayName}</dd>
        <dt>{t('activation.place')}</dt>
        <dd>{owner.institutionName}</dd>
        <dt>{t('activation.role')}</dt>
        <dd>
          {owner.roles.map((role) => t(`shell:roles.${role}`)).join(', ')}
          <small>{t('activation.notYou')}</small>
        </dd>
      </dl>
      <Refusal error={error} />
      <TextField
        name="username"
        label={t('login')}
        autoComplete="username"
        value={login}
        onChange={setLogin}
        hint={t('activation.loginHint')}
      />
      <PasswordField
        name="password"
        label={t('password')}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        hint={t('activation.passwordHint')}
      />
      <div className={styles['two']}>
        <button type="button" className="btn big" onClick={onBack}>
          {t('activation.back')}
        </button>
        <button type="submit" className="btn primary big" disabled={busy}>
          {t('activation.open')}
        </button>
      </div>
    </form>
  );
}

function Steps({ current }: { current: number }) {
  const { t } = useTexts('sign-in');
  return (
    <ol className={styles['steps']} aria-label={t('activation.steps')}>
      {(['stepCode', 'stepPassword', 'stepEnter'] as const).map((name, index) => (
        <li
          key={name}
          className={index < current ? styles['ok'] : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          {t(`activation.${name}`)}
        </li>
      ))}
    </ol>
  );
}
