// Package shared is what the generators for all languages have in common. It stands in a module of its own, since those
// for Java want an older version of Pulumi's code generators than the others.
package shared

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Files are texts by their paths, which are relative and have forward slashes.
type Files = map[string][]byte

// Language is what a language's generator can do.
type Language struct {
	// Package makes the SDK; nil if the language has none.
	Package func(pkg *schema.Package) (Files, error)
	// Program makes a program of one that is written in PCL.
	Program func(program *pcl.Program) (Files, hcl.Diagnostics, error)
}

// Bind resolves the names in a program; its form differs between versions of Pulumi's code generators.
type Bind func(files []*syntax.File, loader schema.ReferenceLoader) (*pcl.Program, hcl.Diagnostics, error)

// Main runs `sdk SCHEMA OUT`, which writes an SDK into the folder OUT/<language> for each language, or
// `programs SCHEMA SOURCES`, which prints the programs made of each file *.pp in SOURCES, as JSON: by the file's name, the
// language and the path of the program's file.
func Main(bind Bind, languages map[string]Language) {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("usage: %s sdk SCHEMA OUT | programs SCHEMA SOURCES", os.Args[0]))
	}
	command, schemaFile, folder := os.Args[1], os.Args[2], os.Args[3]
	switch command {
	case "sdk":
		fail(writePackages(languages, schemaFile, folder))
	case "programs":
		fail(printPrograms(bind, languages, schemaFile, folder))
	default:
		fail(fmt.Errorf("unknown command %s", command))
	}
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// load reads the package schema. Each generator gets a package of its own, for it writes into it.
func load(file string) (*schema.Package, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	pkg, diagnostics, err := schema.BindSpec(spec, &only{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if len(diagnostics) > 0 {
		return nil, fmt.Errorf("%s: %w", file, diagnostics)
	}
	return pkg, nil
}

func writePackages(languages map[string]Language, schemaFile, out string) error {
	for name, language := range languages {
		if language.Package == nil {
			continue
		}
		pkg, err := load(schemaFile)
		if err != nil {
			return err
		}
		files, err := language.Package(pkg)
		if err != nil {
			return fmt.Errorf("the SDK for %s: %w", name, err)
		}
		if err := write(filepath.Join(out, name), files); err != nil {
			return err
		}
	}
	return nil
}

func write(folder string, files Files) error {
	for path, text := range files {
		file := filepath.Join(folder, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func printPrograms(bind Bind, languages map[string]Language, schemaFile, folder string) error {
	sources, err := filepath.Glob(filepath.Join(folder, "*.pp"))
	if err != nil {
		return err
	}
	sort.Strings(sources)
	made := map[string]map[string]map[string]string{}
	for _, source := range sources {
		of := map[string]map[string]string{}
		for name, language := range languages {
			files, err := convert(bind, language, schemaFile, source)
			if err != nil {
				return fmt.Errorf("%s in %s: %w", filepath.Base(source), name, err)
			}
			of[name] = files
		}
		made[strings.TrimSuffix(filepath.Base(source), ".pp")] = of
	}
	return json.NewEncoder(os.Stdout).Encode(made)
}

func convert(bind Bind, language Language, schemaFile, source string) (map[string]string, error) {
	pkg, err := load(schemaFile)
	if err != nil {
		return nil, err
	}
	text, err := os.Open(source)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	parser := syntax.NewParser()
	if err := parser.ParseFile(text, filepath.Base(source)); err != nil {
		return nil, err
	}
	if parser.Diagnostics.HasErrors() {
		return nil, parser.Diagnostics
	}
	program, diagnostics, err := bind(parser.Files, &only{pkg})
	if err != nil {
		return nil, err
	}
	if len(diagnostics) > 0 {
		return nil, diagnostics
	}
	files, diagnostics, err := language.Program(program)
	if err != nil {
		return nil, err
	}
	if len(diagnostics) > 0 {
		return nil, diagnostics
	}
	texts := map[string]string{}
	for path, text := range files {
		texts[path] = string(text)
	}
	return texts, nil
}

// only is a loader that knows one package, whatever version is asked for.
type only struct{ pkg *schema.Package }

func (o *only) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	if o.pkg == nil || name != o.pkg.Name {
		return nil, fmt.Errorf("the package %s is not known here", name)
	}
	return o.pkg, nil
}

func (o *only) LoadPackageV2(_ context.Context, wanted *schema.PackageDescriptor) (*schema.Package, error) {
	return o.LoadPackage(wanted.Name, wanted.Version)
}

func (o *only) LoadPackageReference(name string, version *semver.Version) (schema.PackageReference, error) {
	pkg, err := o.LoadPackage(name, version)
	if err != nil {
		return nil, err
	}
	return pkg.Reference(), nil
}

func (o *only) LoadPackageReferenceV2(
	_ context.Context, wanted *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return o.LoadPackageReference(wanted.Name, wanted.Version)
}
