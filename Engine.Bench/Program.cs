using Engine.Bench.Commands;
using Spectre.Console.Cli;

var app = new CommandApp();
app.SetDefaultCommand<RunCommand>();
app.Configure(settings =>
{
    settings.SetApplicationName("Engine.Bench");
    settings.AddCommand<CsvCommand>("csv")
        .WithDescription("Print times as CSV, case by case, for a comparison with other engines.")
        .WithExample("csv", "--threads", "1,2", "--cases", "gemm,vae-784-400-20-b128")
        .WithExample("csv", "--device", "cpu,cuda", "--cases", "vae");
    settings.AddCommand<PeaksCommand>("peaks")
        .WithDescription("Measure what this machine does at best: multiply-adds, and the bandwidth of each level of memory.")
        .WithExample("peaks", "--threads", "1,2");
    settings.AddCommand<ReportCommand>("report")
        .WithDescription("Time cases and say how near each is to the machine's limit.")
        .WithExample("report", "--threads", "1", "--cases", "gemm,exp");
    settings.AddCommand<DevicesCommand>("devices")
        .WithDescription("List the machine's devices, and say what is missing.");
    settings.AddCommand<CompareCommand>("compare")
        .WithDescription("Measure every kernel over sizes on every device: tables, a CSV file, a plot, and from which size on a GPU is faster.")
        .WithExample("compare", "--devices", "cpu,cuda", "--out", "out/compare")
        .WithExample("compare", "--quick", "--kernels", "exp,sum");
    settings.AddCommand<GpuLadderCommand>("gpu-ladder")
        .WithDescription("Measure the matrix product on every rung of a GPU's ladder, beside cuBLAS where it is found.")
        .WithExample("gpu-ladder", "--sizes", "256,1024,4096");
    settings.AddCommand<PeersCommand>("peers")
        .WithDescription("Put CSV files of this engine and of peers side by side: a Markdown table with ratios.")
        .WithExample("peers", "engine.csv", "peers.csv");
    settings.AddCommand<PtxCommand>("ptx")
        .WithDescription("Compile every kernel that a model uses for NVIDIA's cards, without one: a table of registers and shared memory.")
        .WithExample("ptx", "--ptxas", "/usr/local/cuda/bin/ptxas");
    settings.AddCommand<GrowthCommand>("growth")
        .WithDescription("Time training steps against batch size and width: a table, a CSV file and two plots.")
        .WithExample("growth", "--threads", "1,2", "--out", "docs/images/growth");
    settings.AddCommand<RunCommand>("run")
        .WithDescription("Run the BenchmarkDotNet classes. What is run if no command is given.")
        .WithExample("run", "--short", "--filter", "*Product*");
    settings.SetExceptionHandler((error, _) =>
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    });
});
return app.Run(args);
