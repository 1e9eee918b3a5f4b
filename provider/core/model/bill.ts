/** What messages say of a thing that may be left behind: of what costs nothing, nothing of a bill. */
export interface BillWords {
  readonly exists: string;
  readonly mayExist: string;
  /** Goes on after "It may still show up". */
  readonly then: string;
  /** Goes on after "is kept in the state" or "may exist". */
  readonly mayBe: string;
  readonly be: string;
  /** What a destroy is for. */
  readonly end: string;
  readonly ends: string;
}

const billed: BillWords = {
  exists: "It still exists and may be billed",
  mayExist: "It may still exist and be billed",
  then: ", and is billed then",
  mayBe: " and may be billed",
  be: " and be billed",
  end: "to end its bill",
  ends: "ends its bill",
};

const free: BillWords = {
  exists: "It still exists",
  mayExist: "It may still exist",
  then: "",
  mayBe: "",
  be: "",
  end: "to delete it",
  ends: "deletes it",
};

/** The words for a resource. */
export const billWords = ({ isFree = false }: { readonly isFree?: boolean }): BillWords =>
  isFree ? free : billed;
