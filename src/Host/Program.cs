using System.CommandLine;
using CrmWorkflows.Host.Cli;
using CrmWorkflows.Rules.Diagnostics;

var language = (Environment.GetEnvironmentVariable("LC_ALL") ?? Environment.GetEnvironmentVariable("LANG") ?? "").StartsWith("zh", StringComparison.OrdinalIgnoreCase)
    ? Language.Chinese : Language.English;
var cli = new CommandLineContext(Console.Out, Console.Error, language, TimeProvider.System);
var root = new RootCommand(cli.Text("cli.description")) { ConformCommand.Create(cli) };
return root.Parse(args).Invoke();
