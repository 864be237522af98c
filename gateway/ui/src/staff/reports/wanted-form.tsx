import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { Icon } from '../../shell/icon.tsx';
import { ChoiceBox } from '../controls/choice-box.tsx';
import { useWording } from '../controls/wording.ts';
import type { Offer } from './offer.ts';
import type { Wanted } from './wanted.ts';
import styles from './reports.module.css';
import { useTexts } from '../../i18n.ts';

/** Sheet, class, up to which period; every choice goes into the address. */
export function WantedForm({ offer, wanted }: { offer: Offer; wanted: Wanted }) {
  const { t } = useTexts('reports');
  const say = useWording('reports');
  const navigate = useNavigate();
  const go = (change: Partial<Wanted>) => {
    const next = { ...wanted, ...change };
    const upTo = next.upToPeriod === undefined ? {} : { upTo: String(next.upToPeriod) };
    void navigate({ to: '/reports', search: { report: next.report, class: next.classId, ...upTo } });
  };
  const group = offer.classes.find((one) => one.id === wanted.classId);
  const report = offer.reports.find((one) => one.key === wanted.report);
  return (
    <section className={styles['form']}>
      <Select label={t('kind')} value={wanted.report} onChange={(key) => go({ report: key as Wanted['report'] })}>
        {offer.reports.map(({ key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </Select>
      {report && <p className="small second">{report.description}</p>}
      <div className={styles['pair']}>
        <ChoiceBox
          label={say('class')}
          labelShown
          choices={offer.classes.map(({ id, name, year }) => ({ id, text: name, hint: `${year}/${(year + 1) % 100}` }))}
          selected={wanted.classId}
          onChoose={(id) => go({ classId: id, upToPeriod: undefined })}
        />
        <Select
          label={t('period')}
          value={String(wanted.upToPeriod ?? '')}
          onChange={(number) => go({ upToPeriod: number === '' ? undefined : Number(number) })}
        >
          <option value="">{t('wholeYear')}</option>
          {group?.periods.map(({ number, name }) => (
            <option key={number} value={number}>
              {t('upTo', { name })}
            </option>
          ))}
        </Select>
      </div>
    </section>
  );
}

interface Choosing {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function Select({ label, value, onChange, children }: Choosing) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <div className={styles['select']}>
        <select id={id} className="field" value={value} onChange={(event) => onChange(event.target.value)}>
          {children}
        </select>
        <Icon name="down" />
      </div>
    </div>
  );
}
