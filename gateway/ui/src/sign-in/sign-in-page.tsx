import { type FormEvent, useEffect, useState } from 'react';
import { ApiProblem } from '../api/api-problem.ts';
import { homeOf, signIn } from '../api/session.ts';
import { Door, PasswordField, Refusal, TextField } from './door.tsx';
import styles from './door.module.css';
import { wantedAddress } from './wanted-address.ts';
import { useTexts } from '../i18n.ts';

/** Login and password; then to where the person wanted to go, or to the start of the role. */
export function Page() {
  const { t } = useTexts('sign-in');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    document.title = t('documentTitle');
  }, [t]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const session = await signIn(login.trim(), password);
      location.assign(wantedAddress(location.search, homeOf(session.acting)));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  const wrong = error instanceof ApiProblem && error.code === 'wrong-login-or-password';
  return (
    <Door
      foot={
        <>
          <span>{t('first')}</span>
          <a className="btn" href="/activation">
            {t('enterCode')}
          </a>
        </>
      }
    >
      <form className={styles['sheet']} onSubmit={(event) => void submit(event)}>
        <h1>{t('title')}</h1>
        <Refusal error={error} />
        <TextField name="username" label={t('login')} autoComplete="username" value={login} onChange={setLogin} />
        <PasswordField
          name="password"
          label={t('password')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          wrong={wrong}
        />
        <p className={styles['hint']}>{t('forgotten')}</p>
        <button type="submit" className="btn primary big" disabled={busy}>
          {busy ? t('submitting') : t('submit')}
        </button>
      </form>
    </Door>
  );
}
