import { callForFile } from '../../api/client.ts';
import { saveFile } from '../controls/save-file.ts';

/** The archived file, byte for byte, into the browser's downloads. */
export async function downloadArchived(report: {
  readonly archiveId: string;
  readonly fileName: string;
}): Promise<void> {
  const { archiveId, fileName } = report;
  saveFile(await callForFile('reporting.downloadReport', { params: { archiveId } }), fileName.replaceAll('/', '-'));
}
