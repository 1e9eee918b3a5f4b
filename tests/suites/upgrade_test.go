package suites

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pulumi/providertest"
	"github.com/pulumi/providertest/optproviderupgrade"
	"github.com/pulumi/providertest/pulumitest"
	"github.com/pulumi/providertest/pulumitest/assertpreview"
	"github.com/pulumi/providertest/pulumitest/assertrefresh"
	"github.com/pulumi/providertest/pulumitest/assertup"
	"github.com/pulumi/providertest/pulumitest/opttest"
	"github.com/stretchr/testify/require"
)

// baseline is the release that has written testdata/recorded.
const baseline = "0.1.0"

func options(room room) []opttest.Option {
	return []opttest.Option{
		opttest.SkipInstall(),
		opttest.LocalProviderPath("novita", room.Plugin),
	}
}

// TestDrift changes an instance behind Pulumi's back.
func TestDrift(t *testing.T) {
	t.Parallel()
	room := theRoom(t)
	// In another stack than the recorded one: what that holds would be this one's orphan.
	own := append(options(room), opttest.StackName("drift"))
	test := pulumitest.NewPulumiTest(t, filepath.Join("testdata", "upgrade"), own...)
	up := test.Up(t)
	assertpreview.HasNoChanges(t, test.Preview(t))
	assertrefresh.HasNoChanges(t, test.Refresh(t))
	room.ask(t, http.MethodPost, "/gpu-instance/openapi/v1/gpu/instance/edit", map[string]any{
		"instanceId": up.Outputs["id"].Value, "ports": []any{}, "expandRootDisk": 0,
	}, nil)
	drifted := test.Preview(t)
	require.Equal(t, 1, drifted.ChangeSummary["update"])
	assertpreview.HasNoReplacements(t, drifted)
	assertup.HasNoReplacements(t, test.Up(t))
	assertup.HasNoChanges(t, test.Up(t))
}

// TestUpgrade previews what an earlier release has made with today's provider.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	room := theRoom(t)
	recorded := revived(t, room)
	test := pulumitest.NewPulumiTest(t, filepath.Join("testdata", "upgrade"), options(room)...)
	preview := providertest.PreviewProviderUpgrade(t, test, "novita", baseline,
		optproviderupgrade.CacheDir(recorded),
		optproviderupgrade.BaselineOpts(opttest.LocalProviderPath("novita", room.Plugin)))
	assertpreview.HasNoChanges(t, preview)
}

// revived makes the recorded instance anew, and answers a folder with the recorded state in which it has its new id.
func revived(t *testing.T, room room) string {
	folder := filepath.Join("testdata", "recorded", baseline)
	text, err := os.ReadFile(filepath.Join(folder, "stack.json"))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		return folder // This run records it.
	}
	require.NoError(t, err)
	var state struct {
		Deployment struct {
			Resources []struct {
				Type            string
				ID              string
				Inputs, Outputs map[string]any
			}
		}
	}
	require.NoError(t, json.Unmarshal(text, &state))
	for _, each := range state.Deployment.Resources {
		if each.Type != "novita:index:GpuInstance" {
			continue
		}
		delete(each.Inputs, "lifecycle")
		each.Inputs["name"] = each.Outputs["name"]
		var made struct{ ID string }
		room.ask(t, http.MethodPost, "/gpu-instance/openapi/v1/gpu/instance/create", each.Inputs, &made)
		text = []byte(strings.ReplaceAll(string(text), each.ID, made.ID))
	}
	revived := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(revived, "stack.json"), text, 0o600))
	return revived
}
