import { useSession } from '../../api/session.ts';
import { useTexts } from '../../i18n.ts';

type Values = Record<string, string | number | null | undefined>;

/** The namespace's texts in the words of this kind of institution: `title_college` where a college says otherwise. */
export function useWording(namespace: string): (key: string, values?: Values) => string {
  const { t } = useTexts(namespace);
  const { nodeKind } = useSession().acting;
  return (key, values) => t(key, { ...values, context: nodeKind });
}
