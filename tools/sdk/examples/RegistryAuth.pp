config registryPassword string {
}

resource registry "novita:index:RegistryAuth" {
  username = "acme"
  password = registryPassword
}

resource trainer "novita:index:GpuInstance" {
  productId   = "4090.16c62g.os"
  gpuNum      = 1
  rootfsSize  = 60
  imageUrl    = "registry.example.com/acme/trainer:1.4"
  imageAuthId = registry.id
}
