// Generates the SDKs and the programs of all languages but Java.
package main

import (
	"github.com/hashicorp/hcl/v2"
	dotnet "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	yaml "github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/codegen"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	"pulumi-novita/tools/sdk/generators/shared"
)

// tool is what the generated files say that they were made by.
const tool = "pulumi-novita"

func bind(files []*syntax.File, loader schema.ReferenceLoader) (*pcl.Program, hcl.Diagnostics, error) {
	return pcl.BindProgram(files, loader)
}

func main() {
	shared.Main(bind, map[string]shared.Language{
		"nodejs": {
			Package: func(pkg *schema.Package) (shared.Files, error) {
				return nodejs.GeneratePackage(tool, pkg, nil, nil, false, nil)
			},
			Program: nodejs.GenerateProgram,
		},
		"python": {
			Package: func(pkg *schema.Package) (shared.Files, error) {
				return python.GeneratePackage(tool, pkg, nil, nil)
			},
			Program: python.GenerateProgram,
		},
		"go": {
			Package: func(pkg *schema.Package) (shared.Files, error) {
				return golang.GeneratePackage(tool, pkg, nil)
			},
			Program: golang.GenerateProgram,
		},
		"dotnet": {
			Package: func(pkg *schema.Package) (shared.Files, error) {
				return withoutDownload(pkg, func() (shared.Files, error) {
					return dotnet.GeneratePackage(tool, pkg, nil, nil)
				})
			},
			Program: dotnet.GenerateProgram,
		},
		"yaml": {Program: yaml.GenerateProgram},
	})
}
