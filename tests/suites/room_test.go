// Package suites plays Pulumi's own test suites for providers against this one. `npm run test:suites` starts it, with
// everything that it needs.
package suites

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// roomVariable names the file in which tools/suites tells what it has made ready.
const roomVariable = "NOVITA_SUITES_ROOM"

// room is what tools/suites has made ready.
type room struct {
	// Plugin is the folder of the plugin.
	Plugin string `json:"plugin"`
	// Emulator is the URL of the emulator that all tests share.
	Emulator string `json:"emulator"`
	// Key is accepted by the emulator.
	Key string `json:"key"`
	// Projects are the examples, by language.
	Projects map[string]project `json:"projects"`
}

// project is an example of a language.
type project struct {
	Dir string   `json:"dir"`
	Env []string `json:"env"`
	// Edits are the folders of what is copied over the project, one after the other.
	Edits map[string]string `json:"edits"`
}

// instance is what the emulator's billing meter says of one.
type instance struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Status   string `json:"status"`
	Billable bool   `json:"billable"`
}

func theRoom(t *testing.T) room {
	t.Helper()
	file := os.Getenv(roomVariable)
	require.NotEmpty(t, file, "start these tests with `npm run test:suites`")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var found room
	require.NoError(t, json.Unmarshal(text, &found))
	return found
}

// instances are all that the emulator knows, by id.
func (r room) instances(t *testing.T) map[string]instance {
	t.Helper()
	var listed []instance
	r.ask(t, http.MethodGet, "/_emulator/instances", nil, &listed)
	byID := make(map[string]instance, len(listed))
	for _, each := range listed {
		byID[each.ID] = each
	}
	return byID
}

// ask calls the emulator as somebody else would, behind Pulumi's back.
func (r room) ask(t *testing.T, method, path string, body, answer any) {
	t.Helper()
	text, err := json.Marshal(body)
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(t.Context(), method, r.Emulator+path, bytes.NewReader(text))
	require.NoError(t, err)
	request.Header.Set("authorization", "Bearer "+r.Key)
	request.Header.Set("content-type", "application/json")
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Less(t, response.StatusCode, 300, fmt.Sprintf("%s %s: %s", method, path, said))
	if answer != nil {
		require.NoError(t, json.Unmarshal(said, answer))
	}
}
