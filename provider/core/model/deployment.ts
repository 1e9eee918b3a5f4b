import {
  type Declaration,
  DECLARATION_KEY,
  hasUnknown,
  type Inputs,
  keyOf,
  type Properties,
  type Replacement,
} from "../declaration";

/** A `lifecycle.adopt` that asks for a thing, and what became of it so far. */
export interface Adopter {
  readonly by: Declaration;
  /** `refused` includes a thing that could not be made what is declared, and so is in no state. */
  readonly stage: "asked" | "adopting" | "adopted" | "refused";
}

/** What one run has shown of a thing. */
interface Entry {
  /** Whose it is in this run: a resource of the state that was compared with its declaration. */
  holder?: Declaration;
  adopter?: Adopter;
  /** Taken over in this run; `by` is absent if the declaration is not known. */
  adopted?: { readonly by?: Declaration };
  /** Its deletion is about to be asked for. */
  isEnding?: boolean;
  /** A diff has found that it has to be replaced. */
  announced?: Replacement;
  /** A second check has confirmed that. */
  planned?: Replacement;
}

/**
 * What this process knows of the run it serves. Pulumi asks each operation about one resource and tells nothing of the
 * others; but two resources may want one thing, one may give up what another one asks for, and a deletion does not say
 * whether it is one half of a replacement. All of that shows only in the calls of the run, which come in any order: a
 * check is made only of what the program declares, while a diff may also belong to a refresh.
 */
export class Deployment {
  /** How many checks there were: as long as it grows, the program has not been declared as a whole. */
  checks = 0;
  private readsSoFar = 0;
  /** What the program declares, with what was checked as new, until its create starts. */
  private readonly declared = new Map<string, Inputs | undefined>();
  private readonly things = new Map<string, Entry>();
  private readonly names = new Set<string>();
  private readonly ids = new Set<string>();
  private readonly said = new Set<string>();
  private readonly last = new Map<string, Promise<unknown>>();

  private entry(id: string): Entry {
    const entry = this.things.get(id) ?? {};
    this.things.set(id, entry);
    return entry;
  }

  // Events.

  /** A thing belongs to a resource of a state: whatever is found and stands here is no orphan. */
  seen({ id, name }: { readonly id?: string; readonly name?: unknown }): void {
    if (id !== undefined) this.ids.add(id);
    if (typeof name === "string" && name !== "") this.names.add(name);
  }

  /**
   * The program declares it.
   *
   * @param asNew The checked inputs if it has no thing, or gives up the one that it has.
   * @param adopt The thing that it asks to take over.
   */
  checked(declaration: Declaration, asNew: Inputs | undefined, adopt: string | undefined): void {
    this.checks++;
    this.declared.set(keyOf(declaration), asNew);
    if (asNew === undefined) return;
    for (const entry of this.things.values()) {
      if (isSame(declaration, entry.holder)) entry.holder = undefined;
      if (isSame(declaration, entry.announced?.news[DECLARATION_KEY])) {
        entry.planned = { ...(entry.announced as Replacement), news: asNew };
      }
    }
    if (adopt !== undefined) this.entry(adopt).adopter = { by: declaration, stage: "asked" };
  }

  /** What was checked as new cannot be created: it gives up nothing and takes over nothing. */
  refused(declaration: Declaration, adopt: string | undefined): void {
    const replaced = this.replacementFor(declaration);
    if (replaced) this.entry(replaced.id).holder ??= declaration;
    if (adopt !== undefined) this.adopting(adopt, declaration, "refused");
  }

  /**
   * A resource of the state is compared with its declaration, and goes on having its thing.
   *
   * @returns whose it is, if it is another resource's in this run.
   */
  met(id: string, declaration: Declaration): { readonly by?: Declaration } | undefined {
    if (!this.declares(declaration)) return undefined;
    const entry = this.entry(id);
    if (entry.adopted) return entry.adopted;
    entry.holder ??= declaration;
    return isSame(declaration, entry.holder) ? undefined : { by: entry.holder };
  }

  /** A diff has ended. With `replaced` the resource is to get another thing instead of this one. */
  diffed(
    id: string,
    declaration: Declaration | undefined,
    replaced: Omit<Replacement, "id"> | undefined,
  ): void {
    const entry = this.entry(id);
    if (!replaced) return this.stays(entry);
    entry.announced = { id, ...replaced };
    if (isSame(declaration, entry.holder)) entry.holder = undefined;
  }

  private stays(entry: Entry): void {
    const declaration = entry.announced?.news[DECLARATION_KEY];
    if (declaration) this.creating(declaration);
    entry.announced = entry.planned = undefined;
  }

  /** The create of a declaration starts: what is deleted from now on is not deleted for it. */
  creating(declaration: Declaration): void {
    if (this.declares(declaration)) this.declared.set(keyOf(declaration), undefined);
  }

  /** How far a resource is with taking an existing thing over. */
  adopting(
    id: string,
    declaration: Declaration | undefined,
    stage: Exclude<Adopter["stage"], "asked">,
  ): void {
    const entry = this.entry(id);
    if (stage === "adopted") entry.adopted = { by: declaration };
    if (entry.adopter && isSame(declaration, entry.adopter.by)) {
      entry.adopter = { ...entry.adopter, stage };
    }
  }

  /** A thing of the state is read. @returns how many were so far, with it. */
  reading(): number {
    return ++this.readsSoFar;
  }

  /** A deletion is about to be asked for: nobody can take the thing over any more. */
  deleting(id: string): void {
    this.entry(id).isEnding = true;
  }

  /** A thing is gone: its name may come back on another one. */
  gone({ id, name }: { readonly id: string; readonly name?: unknown }): void {
    this.ids.delete(id);
    if (typeof name === "string") this.names.delete(name);
  }

  /** A deletion has ended. */
  deleted(thing: { readonly id: string; readonly name?: unknown }): void {
    this.gone(thing);
    this.stays(this.entry(thing.id));
  }

  // Questions.

  /**
   * Whether a thing belongs to a resource of a state.
   *
   * @param newName The name of a thing that is being created. That very name can stand on an earlier thing, or on a
   * second one that the service made by itself, so there only ids tell them apart.
   */
  knows({ id, name }: { readonly id: string; readonly name?: string }, newName?: string): boolean {
    return this.ids.has(id) || (name !== undefined && name !== newName && this.names.has(name));
  }

  /** Whether this is said for the first time: what a read has warned of, the diff after it would say again. */
  isNews(sentence: string): boolean {
    const isNew = !this.said.has(sentence);
    this.said.add(sentence);
    return isNew;
  }

  /** Whether the program of this run declares it; a refresh asks for differences without a program. */
  declares(declaration: Declaration): boolean {
    return this.declared.has(keyOf(declaration));
  }

  /** Why nobody else can have a thing, as the rest of a sentence about it. */
  whyNotAdopted(id: string): string | undefined {
    const { holder, adopted, isEnding } = this.things.get(id) ?? {};
    if (holder || adopted)
      return "another resource of this stack manages it already. Remove lifecycle.adopt, or that resource.";
    return isEnding
      ? "another resource of this stack has given it up, and it is being deleted. Remove lifecycle.adopt to create a new one."
      : undefined;
  }

  /** Whether a resource may delete its thing: not if another one of the program has it, or has taken it over. */
  mayDelete(id: string, declaration: Declaration | undefined): boolean {
    const { holder, adopted } = this.things.get(id) ?? {};
    const byAnother = holder !== undefined && !isSame(declaration, holder);
    return !byAnother && !adopted;
  }

  /** Whose `lifecycle.adopt` asks for a thing, and how far it is. */
  adopterOf(id: string): Adopter | undefined {
    return this.things.get(id)?.adopter;
  }

  /** What is to come in place of a thing, by whose declaration it is. */
  replacementFor(declaration: Declaration): Replacement | undefined {
    const planned = [...this.things.values()].flatMap((entry) => entry.planned ?? []);
    return planned.find(({ news }) => isSame(declaration, news[DECLARATION_KEY]));
  }

  /**
   * What is to come in place of a thing that is about to be deleted. `pulumi up --replace` asks no diff: there only the
   * declaration tells that the thing goes before another one comes. What depends on a thing that is deleted first goes before
   * it, and before the program has declared it: there only the diff tells, as a refresh, which asks diff too, leaves nothing
   * unknown.
   */
  replacementOf(id: string, olds: Properties): Replacement | undefined {
    const declaration = olds[DECLARATION_KEY] as Declaration | undefined;
    const news = declaration && this.declared.get(keyOf(declaration));
    const { planned, announced } = this.things.get(id) ?? {};
    const dependent = announced && hasUnknown(announced.news) ? announced : undefined;
    return planned ?? (news ? { id, olds, news } : dependent);
  }

  /** Has creates under one name happen one after another: what is found after an unknown outcome has to be its own. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.last.set(name, turn);
    return turn;
  }
}

function isSame(one: Declaration | undefined, other: Declaration | undefined): boolean {
  return one !== undefined && other !== undefined && keyOf(one) === keyOf(other);
}
