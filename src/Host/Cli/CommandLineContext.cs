using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>What every verb is given: where to write, in which language, and the clock.</summary>
internal sealed record CommandLineContext(TextWriter Out, TextWriter Error, Language Language, TimeProvider Clock)
{
    /// <summary>Everything that the command line says.</summary>
    public static TextCatalog Texts { get; } = new(typeof(CommandLineContext).Assembly);

    public string Text(string key, params ReadOnlySpan<object?> arguments) => Texts.Format(key, Language, arguments);
}
