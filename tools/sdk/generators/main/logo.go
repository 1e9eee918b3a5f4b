package main

import (
	_ "embed"
	"net/http"
	"net/http/httptest"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	"pulumi-novita/tools/sdk/generators/shared"
)

//go:embed logo.png
var logo []byte

// withoutDownload generates while a server on this machine hands out the logo: the generator for .NET fetches that of the
// package, and Pulumi's own if the package has none.
func withoutDownload(pkg *schema.Package, generate func() (shared.Files, error)) (shared.Files, error) {
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
		_, _ = answer.Write(logo)
	}))
	defer server.Close()
	pkg.LogoURL = server.URL
	return generate()
}
