resource trainer "novita:index:GpuInstance" {
  productId  = "4090.16c62g.os"
  gpuNum     = 1
  rootfsSize = 60
  imageUrl   = "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime"
  ports      = "22/tcp,8888/http"
  envs       = [{ key = "MODE", value = "train" }]
  lifecycle  = { maxHourlyPrice = 2 }
}

output id {
  value = trainer.id
}

output status {
  value = trainer.status
}

output endpoints {
  value = trainer.endpoints
}

output hourlyPrice {
  value = trainer.hourlyPrice
}
