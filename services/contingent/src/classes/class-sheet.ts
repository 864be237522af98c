import exceljs from '@protobi/exceljs';
import { fullName, type PersonName, type RelationKind } from '@parta/contracts/values/person';
import { russianDate } from '../imports/parse-date.ts';
import { relationWords } from '../imports/parse-person-name.ts';

export interface ListedStudent {
  readonly name: PersonName;
  readonly birthDate: string | null;
  readonly guardians: readonly { readonly name: PersonName; readonly relation: RelationKind }[];
}

const columns = [
  { header: 'Фамилия', key: 'lastName', width: 20 },
  { header: 'Имя', key: 'firstName', width: 16 },
  { header: 'Отчество', key: 'middleName', width: 20 },
  { header: 'Дата рождения', key: 'birthDate', width: 15 },
  { header: 'Представитель 1', key: 'guardian1Name', width: 34 },
  { header: 'Кем приходится 1', key: 'guardian1Relation', width: 22 },
  { header: 'Представитель 2', key: 'guardian2Name', width: 34 },
  { header: 'Кем приходится 2', key: 'guardian2Relation', width: 22 },
];

/** A class list as XLSX, in the columns that the import reads. Texts are written as texts, never as formulas. [CNT-9] */
export async function classSheet(className: string, students: readonly ListedStudent[]): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  // Excel refuses these signs and more than 31 characters in a sheet's name
  const sheet = book.addWorksheet(className.replaceAll(/[*?:\\/[\]']/g, ' ').slice(0, 31) || 'Список', {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = columns;
  sheet.getRow(1).font = { bold: true };
  for (const { name, birthDate, guardians } of students) {
    const [first, second] = guardians;
    sheet.addRow({
      ...name,
      birthDate: birthDate === null ? '' : russianDate(birthDate),
      guardian1Name: first ? fullName(first.name) : '',
      guardian1Relation: first ? relationWords[first.relation] : '',
      guardian2Name: second ? fullName(second.name) : '',
      guardian2Relation: second ? relationWords[second.relation] : '',
    });
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}
