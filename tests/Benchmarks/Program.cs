using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CrmWorkflows.Benchmarks;

if (args is ["ratios", ..]) return Ratios.Measure(args.ElementAtOrDefault(1));
if (args is ["start"]) return StartUp.Measure();
if (args is ["once"]) return StartUp.Once();
if (args is ["load", ..]) return LoadFifty.Measure(args.Length > 1 ? args[1] : null);

// In this process: what is measured is the engine, not the building of another program.
var quick = args.Contains("--quick");
var job = (quick ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
BenchmarkSwitcher.FromAssembly(typeof(DecideTyped).Assembly).Run([.. args.Where(a => a != "--quick")], DefaultConfig.Instance.AddJob(job));
return 0;
