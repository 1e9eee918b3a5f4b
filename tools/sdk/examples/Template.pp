resource vllm "novita:index:Template" {
  imageUrl   = "vllm/vllm-openai:v0.8.4"
  command    = "serve --port 8000"
  ports      = "8000/http,22/tcp"
  rootfsSize = 80
  readme     = "Serves a model with vLLM."
}
