import { type Declaration, keyOf } from "./model/declaration";

/** A `lifecycle.adopt` that asks for an instance, and what became of it so far. */
export interface Asking {
  readonly by: Declaration;
  /** `refused` also if the instance could not be made what is declared, and so is in no state. */
  readonly stage: "asked" | "taking" | "taken" | "refused";
}

/**
 * Which existing instances the program of this run claims. Pulumi asks delete by an id and says nothing of the other
 * resources; but one resource may hold what another one gives up, and then its deletion would end what runs.
 *
 * What is known comes with the calls of the run, in any order: a check is made only of what the program declares,
 * while a diff may also belong to a refresh.
 */
export class Claims {
  private readonly program = new Set<string>();
  private readonly kept = new Map<string, Declaration>();
  private readonly taken = new Map<string, Declaration | undefined>();
  private readonly asked = new Map<string, Asking>();
  private readonly ending = new Set<string>();

  /**
   * The program declares it.
   *
   * @param isNew It has no instance, or gives up the one that it has.
   * @param adopt The instance that it asks to take over.
   */
  declare(declaration: Declaration, isNew: boolean, adopt: string | undefined): void {
    this.program.add(keyOf(declaration));
    if (!isNew) return;
    for (const id of [...this.kept.keys()]) this.giveUp(id, declaration);
    if (adopt !== undefined) this.asked.set(adopt, { by: declaration, stage: "asked" });
  }

  /**
   * A resource of the state is compared with its declaration, and goes on having its instance until it gives it up.
   *
   * @returns the declaration of another resource that has the same instance in this run.
   */
  meet(id: string, declaration: Declaration): { readonly by?: Declaration } | undefined {
    if (!this.program.has(keyOf(declaration))) return undefined;
    if (this.taken.has(id)) return { by: this.taken.get(id) };
    const holder = this.kept.get(id) ?? declaration;
    this.kept.set(id, holder);
    return keyOf(holder) === keyOf(declaration) ? undefined : { by: holder };
  }

  /** Whether the program of this run declares it; a refresh asks for differences without a program. */
  isDeclared(declaration: Declaration): boolean {
    return this.program.has(keyOf(declaration));
  }

  /** A resource is to get another instance instead. */
  giveUp(id: string, declaration: Declaration): void {
    const holder = this.kept.get(id);
    if (holder && keyOf(holder) === keyOf(declaration)) this.kept.delete(id);
  }

  /** A resource takes an existing instance over: from now on its deletion waits for the outcome. */
  begin(id: string, declaration: Declaration | undefined): void {
    this.move(id, declaration, "taking");
  }

  /** A resource has taken an existing instance over. */
  take(id: string, declaration: Declaration | undefined): void {
    this.taken.set(id, declaration);
    this.move(id, declaration, "taken");
  }

  /** A resource that asked for an instance does not get it in this run. */
  refuse(id: string, declaration: Declaration | undefined): void {
    this.move(id, declaration, "refused");
  }

  private move(id: string, declaration: Declaration | undefined, stage: Asking["stage"]): void {
    const asking = this.asked.get(id);
    if (asking && declaration && keyOf(asking.by) === keyOf(declaration))
      this.asked.set(id, { ...asking, stage });
  }

  /** Its deletion is about to be asked for: nobody can take it over any more. */
  end(id: string): void {
    this.ending.add(id);
  }

  /** Why nobody else can have the instance, as the rest of a sentence about it. */
  reasonAgainst(id: string): string | undefined {
    if (this.kept.has(id) || this.taken.has(id))
      return "another resource of this stack manages it already. Remove lifecycle.adopt, or that resource.";
    return this.ending.has(id)
      ? "another resource of this stack has given it up, and it is being deleted. Remove lifecycle.adopt to create a new instance."
      : undefined;
  }

  /**
   * Whether another resource of the program goes on having the instance, or one has taken it over, be it in place of its
   * own old half.
   *
   * @param declaration Whose resource wants to delete it.
   */
  isKeptFrom(id: string, declaration: Declaration | undefined): boolean {
    const holder = this.kept.get(id);
    const byAnother = holder !== undefined && (!declaration || keyOf(holder) !== keyOf(declaration));
    return byAnother || this.taken.has(id);
  }

  /** Whose `lifecycle.adopt` asks for an instance, and how far it is. */
  askedBy(id: string): Asking | undefined {
    return this.asked.get(id);
  }
}
