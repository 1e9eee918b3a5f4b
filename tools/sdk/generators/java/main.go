// Generates the SDK and the programs for Java.
package main

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	"pulumi-novita/tools/sdk/generators/shared"
)

func bind(files []*syntax.File, loader schema.ReferenceLoader) (*pcl.Program, hcl.Diagnostics, error) {
	return pcl.BindProgram(files, pcl.Loader(loader))
}

// requiringConfig has a program insist on config that has no default, as those in all other languages do. The generator
// for Java writes code for it that does not compile.
func requiringConfig(program *pcl.Program) (shared.Files, hcl.Diagnostics, error) {
	files, diagnostics, err := java.GenerateProgram(program)
	for path, text := range files {
		files[path] = bytes.ReplaceAll(text, []byte("config.get("), []byte("config.require("))
	}
	return files, diagnostics, err
}

func main() {
	shared.Main(bind, map[string]shared.Language{
		"java": {
			Package: func(pkg *schema.Package) (shared.Files, error) {
				return java.GeneratePackage("pulumi-novita", pkg, nil, nil, false, false)
			},
			Program: requiringConfig,
		},
	})
}
