import ts from "typescript";

/**
 * What the comment of a class says before its first tag, on one line a paragraph.
 *
 * @throws Error when the text has no such class, or the class no comment.
 */
export function classComment(text: string, name: string): string {
  const file = ts.createSourceFile("class.ts", text, ts.ScriptTarget.ES2022, true);
  const declaration = file.statements.find(
    (statement): statement is ts.ClassDeclaration =>
      ts.isClassDeclaration(statement) && statement.name?.text === name,
  );
  const comment = declaration && ts.getJSDocCommentsAndTags(declaration).find(ts.isJSDoc)?.comment;
  if (comment === undefined) throw new Error(`there is no class ${name} with a comment that says what it is`);
  const paragraphs = (ts.getTextOfJSDocComment(comment) ?? "").split(/\n\s*\n/);
  return paragraphs.map((paragraph) => paragraph.replace(/\s+/g, " ").trim()).join("\n\n");
}
