package quickstart;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.novita.GpuInstance;
import com.pulumi.novita.GpuInstanceArgs;
import com.pulumi.novita.inputs.EnvVarArgs;
import com.pulumi.novita.inputs.LifecycleArgs;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Paths;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var trainer = new GpuInstance("trainer", GpuInstanceArgs.builder()
            .productId("4090.16c62g.os")
            .gpuNum(1)
            .rootfsSize(60)
            .imageUrl("pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime")
            .ports("22/tcp,8888/http")
            .envs(EnvVarArgs.builder()
                .key("MODE")
                .value("train")
                .build())
            .lifecycle(LifecycleArgs.builder()
                .maxHourlyPrice(2.0)
                .build())
            .build());

        ctx.export("id", trainer.id());
        ctx.export("status", trainer.status());
        ctx.export("endpoints", trainer.endpoints().applyValue(all -> all.stream().flatMap(List::stream).map(one -> one.url()).collect(Collectors.toList())));
        ctx.export("hourlyPrice", trainer.hourlyPrice());
    }
}
