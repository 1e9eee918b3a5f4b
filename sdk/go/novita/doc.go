// GPU instances of Novita AI, and what they need, as code: never lose a GPU or a dollar.
package novita
