using System.CommandLine;
using System.Text;
using CrmWorkflows.Host.Schemas;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf schema</c>: prints the JSON Schema of a kind, or writes all of them for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var kind = new Argument<string?>("KIND") { Description = cli.Text("cli.schema.kind"), Arity = ArgumentArity.ZeroOrOne };
        kind.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault() is { } token && !token.Value.StartsWith("--", StringComparison.Ordinal) && !SchemaGenerator.Names.Contains(token.Value))
                result.AddError(cli.Text("cli.notAWord", token.Value, "KIND", string.Join(", ", SchemaGenerator.Names), Suggestion.Phrase(token.Value, SchemaGenerator.Names)));
        });
        var folder = new Option<string>("--out") { Description = cli.Text("cli.schema.out"), HelpName = "DIR" };
        var command = new Verb(cli, "schema", "crmwf schema Grading", "crmwf schema --out rules/_schemas") { kind, folder };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(kind) is { } name) cli.Out.Write(SchemaGenerator.Generate(name));
            else if (parsed.GetValue(folder) is { } target) WriteAll(cli, target);
            else foreach (var each in SchemaGenerator.Names) cli.Out.WriteLine(each);
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteAll(CommandLineContext cli, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var kind in SchemaGenerator.Names)
        {
            var path = Path.Combine(folder, SchemaGenerator.FileOf(kind));
            using var file = AtomicFile.Create(path, cli);
            file.Write(Encoding.UTF8.GetBytes(SchemaGenerator.Generate(kind)));
            file.Complete();
            cli.Out.WriteLine(path);
        }
    }
}
