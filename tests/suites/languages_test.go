package suites

import (
	"testing"

	"github.com/pulumi/pulumi/pkg/v3/engine"
	"github.com/pulumi/pulumi/pkg/v3/testing/integration"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLanguages plays the life of the example of each language: preview, up, export and import, a preview, an up and a
// refresh that change nothing, edits, destroy. The same plugin answers all of them, so those that take long to start
// leave out what the others have shown.
func TestLanguages(t *testing.T) {
	for language, short := range map[string]bool{
		"yaml": false, "python": false, "typescript": false, "go": true, "java": true,
	} {
		t.Run(language, func(t *testing.T) {
			room := theRoom(t)
			require.Contains(t, room.Projects, language)
			play(t, room, room.Projects[language], short)
		})
	}
}

func play(t *testing.T, room room, project project, short bool) {
	var seen []string
	held := func(t *testing.T, stack integration.RuntimeValidationStackInfo) string {
		id, _ := stack.Outputs["id"].(string)
		assert.Equal(t, "running", stack.Outputs["status"])
		assert.Equal(t, "running", room.instances(t)[id].Status)
		seen = append(seen, id)
		return id
	}
	same := func(t *testing.T, stack integration.RuntimeValidationStackInfo) {
		assert.Equal(t, seen[0], held(t, stack))
	}
	other := func(t *testing.T, stack integration.RuntimeValidationStackInfo) {
		before := seen[len(seen)-1]
		assert.NotEqual(t, before, held(t, stack))
		assert.Equal(t, "removed", room.instances(t)[before].Status)
	}
	integration.ProgramTest(t, &integration.ProgramTestOptions{
		Dir:                             project.Dir,
		Env:                             project.Env,
		PrepareProject:                  func(*engine.Projinfo) error { return nil },
		Quick:                           short,
		RequireEmptyPreviewAfterRefresh: !short,
		ExtraRuntimeValidation:          func(t *testing.T, stack integration.RuntimeValidationStackInfo) { held(t, stack) },
		EditDirs:                        edits(project, short, same, other),
	})
	for _, id := range seen {
		assert.False(t, room.instances(t)[id].Billable)
	}
}

func edits(project project, short bool, same, other func(*testing.T, integration.RuntimeValidationStackInfo)) []integration.EditDir {
	edit := func(name string, then func(*testing.T, integration.RuntimeValidationStackInfo)) integration.EditDir {
		return integration.EditDir{Dir: project.Edits[name], Additive: true, ExtraRuntimeValidation: then}
	}
	if short {
		return []integration.EditDir{edit("inPlace", same)}
	}
	again := edit("replacement", nil)
	again.ExpectNoChanges = true
	return []integration.EditDir{edit("inPlace", same), edit("reset", same), edit("replacement", other), again}
}
