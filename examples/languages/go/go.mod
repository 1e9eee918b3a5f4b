module novita-go

go 1.25

require github.com/pulumi-novita/pulumi-novita/sdk/go v0.1.0
