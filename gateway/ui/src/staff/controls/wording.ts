import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session.ts';

type Values = Record<string, string | number | null | undefined>;

/** The namespace's texts in the words of this kind of institution: `title_college` where a college says otherwise. */
export function useWording(namespace: string): (key: string, values?: Values) => string {
  const { t } = useTranslation(namespace);
  const { nodeKind } = useSession().acting;
  return (key, values) => t(key, { ...values, context: nodeKind });
}
