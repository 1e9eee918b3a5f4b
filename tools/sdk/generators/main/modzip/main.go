// Makes the archive of a Go module, as a module proxy hands it out: modzip MODULE VERSION FOLDER ARCHIVE.
package main

import (
	"fmt"
	"os"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func main() {
	if len(os.Args) != 5 {
		fail(fmt.Errorf("usage: %s MODULE VERSION FOLDER ARCHIVE", os.Args[0]))
	}
	archive, err := os.Create(os.Args[4])
	fail(err)
	fail(zip.CreateFromDir(archive, module.Version{Path: os.Args[1], Version: os.Args[2]}, os.Args[3]))
	fail(archive.Close())
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
