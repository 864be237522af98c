export interface Grade {
  /** 1-11 of a school. */
  readonly grade: number | null;
  /** 1-6 of a college. */
  readonly course: number | null;
}

const SCHOOL_CLASS = /^(1[01]|[1-9])(?:[ -]?["«]?\p{L}{1,2}["»]?| ?классы?)?$/iu;
const COURSE = /^([1-6]) ?(?:-?[йи] )?курс/iu;
/** «ЛД101», «СД-11»: the first digit is the course. «ИС-22-1» is left alone, 22 may be the year of admission. */
const COLLEGE_GROUP = /^\p{L}{1,6}[ -]?([1-6])\d{1,2}(?:[ -]?\p{L})?$/u;

/** Which grade or course a class's name speaks of; both null where it says nothing that is safe to believe. */
export function guessGrade(name: string): Grade {
  const school = SCHOOL_CLASS.exec(name);
  if (school) return { grade: Number(school[1]), course: null };
  const college = COURSE.exec(name) ?? COLLEGE_GROUP.exec(name);
  return { grade: null, course: college ? Number(college[1]) : null };
}
