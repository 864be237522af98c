import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { Icon } from '../../shell/icon.tsx';
import { todayIn } from '../controls/calendar-day.ts';
import { DateInput } from '../controls/date-input.tsx';
import { Refusal } from '../controls/refusal.tsx';
import { saveFile } from '../controls/save-file.ts';
import { useWording } from '../controls/wording.ts';
import { refusedRows } from './refused-rows.ts';
import type { Preview } from './row-filter.ts';
import styles from './imports.module.css';
import { useTexts } from '../../i18n.ts';

interface Bar {
  readonly preview: Preview;
  readonly className: string;
  readonly classId: string | undefined;
}

/** Third step: the order and the button that counts; after it, what was written and where to go. */
export function ApplyBar({ preview, className, classId }: Bar) {
  const { t } = useTexts('imports');
  return (
    <footer className={styles['bottom']}>
      {preview.state === 'applied' ? (
        <p role="status" className={styles['done']}>
          <Icon name="check" className="i ok" />
          <b>{t('enrolled', { count: preview.counts.imported })}</b>
        </p>
      ) : (
        <OrderForm preview={preview} className={className} />
      )}
      {preview.counts.wrong > 0 && (
        <button
          type="button"
          className="btn"
          onClick={() => saveFile(refusedRows(preview.rows), t('refusedName', { name: className }))}
        >
          <Icon name="export" />
          {t('refused', { count: preview.counts.wrong })}
        </button>
      )}
      {preview.state === 'applied' && classId && (
        <Link className="btn primary" to="/classes/$classId" params={{ classId }}>
          {t('toClass', { name: className })}
        </Link>
      )}
      <Link className="btn" to="/imports" search={classId ? { class: classId } : {}}>
        {t('otherFile')}
      </Link>
    </footer>
  );
}

function OrderForm({ preview, className }: { preview: Preview; className: string }) {
  const { t } = useTexts('imports');
  const say = useWording('imports');
  const queries = useQueryClient();
  const today = todayIn(useSession().acting.timeZone);
  const [order, setOrder] = useState({ orderNumber: '', orderDate: today, effectiveFrom: today });
  const ready = preview.counts.new;
  const apply = useMutation({
    mutationFn: () => call('contingent.applyImport', { params: { importId: preview.importId }, body: order }),
    onSuccess: (applied) => {
      queries.setQueryData(['imports', 'list', preview.importId], applied);
      void queries.invalidateQueries({ queryKey: ['classes'] });
    },
  });
  const idle = ready > 0 && !apply.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (idle) apply.mutate();
  };
  return (
    <form className={styles['order']} onSubmit={submit}>
      <div className={styles['number']}>
        <label htmlFor="order-number">{t('orderNumber')}</label>
        <input
          id="order-number"
          className="field"
          required
          maxLength={40}
          autoComplete="off"
          value={order.orderNumber}
          onChange={(event) => setOrder({ ...order, orderNumber: event.target.value })}
        />
      </div>
      <DateInput
        label={t('orderDate')}
        required
        value={order.orderDate}
        onChange={(orderDate) => setOrder({ ...order, orderDate })}
      />
      <DateInput
        label={say('effectiveFrom')}
        required
        value={order.effectiveFrom}
        onChange={(effectiveFrom) => setOrder({ ...order, effectiveFrom })}
      />
      <button type="submit" className={`btn ${idle ? 'primary' : ''}`} aria-disabled={!idle}>
        {apply.isPending ? t('enrolling') : ready === 0 ? t('nobody') : t('enrol', { count: ready, name: className })}
      </button>
      <Refusal error={apply.error} namespace="imports" />
    </form>
  );
}
