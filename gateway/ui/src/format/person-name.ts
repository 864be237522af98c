interface NameParts {
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName: string | null;
}

const initial = (part: string | null): string => (part ? `${part[0]?.toUpperCase() ?? ''}.` : '');

/** «И. О.», as lists put it after the surname. */
export const initialsOf = ({ firstName, middleName }: NameParts): string =>
  [initial(firstName), initial(middleName)].filter(Boolean).join(' ');

/** «Фамилия И. О.» */
export const shortNameOf = (name: NameParts): string => [name.lastName, initialsOf(name)].filter(Boolean).join(' ');

/** «Фамилия Имя Отчество» */
export const fullNameOf = ({ lastName, firstName, middleName }: NameParts): string =>
  [lastName, firstName, middleName].filter(Boolean).join(' ');
