package main

import (
	"github.com/pulumi-novita/pulumi-novita/sdk/go/novita"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		trainer, err := novita.NewGpuInstance(ctx, "trainer", &novita.GpuInstanceArgs{
			ProductId:  pulumi.String("4090.16c62g.os"),
			GpuNum:     pulumi.Int(1),
			RootfsSize: pulumi.Int(60),
			ImageUrl:   pulumi.String("pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime"),
			Ports:      pulumi.String("22/tcp,8888/http"),
			Envs: novita.EnvVarArray{
				&novita.EnvVarArgs{
					Key:   pulumi.String("MODE"),
					Value: pulumi.String("train"),
				},
			},
			Lifecycle: &novita.LifecycleArgs{
				MaxHourlyPrice: pulumi.Float64(2),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("id", trainer.ID())
		ctx.Export("status", trainer.Status)
		ctx.Export("endpoints", trainer.Endpoints)
		ctx.Export("hourlyPrice", trainer.HourlyPrice)
		return nil
	})
}
