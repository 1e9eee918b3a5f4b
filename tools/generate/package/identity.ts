/** Under which names, and from where, the package is published. To be settled for good before the first release. */
export const identity = {
  name: "novita",
  displayName: "Novita AI",
  description: "GPU instances of Novita AI, and what they need, as code: never lose a GPU or a dollar.",
  publisher: "pulumi-novita",
  /** Owner and name of the repository, from whose releases the engine downloads the plugin. */
  repository: "pulumi-novita/pulumi-novita",
  /** On npm. */
  nodejs: "pulumi-novita-sdk",
  /** On PyPI, and what a program imports. */
  python: "pulumi_novita",
  /** On NuGet, where names that begin with Pulumi and a dot are reserved. */
  dotnet: "PulumiNovita",
  /** On Maven Central, which gives a group to the owner of the repository. */
  java: { group: "io.github.pulumi-novita", artifact: "pulumi-novita" },
} as const;

/** The module of the SDK for Go: a tag `sdk/go/v1.2.3` of the repository is a version of it. */
export const goModulePath = `github.com/${identity.repository}/sdk/go`;

/** What a program in Go imports. */
export const goPackage = `${goModulePath}/${identity.name}`;
