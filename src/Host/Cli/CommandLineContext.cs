using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>What every verb is given: where to write, in which language, and the clock.</summary>
internal sealed record CommandLineContext(TextWriter Out, TextWriter Error, Language Language, TimeProvider Clock)
{
    /// <summary>Everything that the command line says.</summary>
    public static TextCatalog Texts { get; } = new(typeof(CommandLineContext).Assembly);

    /// <summary>Opens what is piped in, for verbs that read <c>-</c>.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Opens what is piped out, for verbs that write <c>-</c>.</summary>
    public Func<Stream> OpenOutput { get; init; } = Console.OpenStandardOutput;

    /// <summary>Whether a person watches: then progress is shown on the error stream.</summary>
    public bool IsTerminal { get; init; } = !Console.IsErrorRedirected;

    public string Text(string key, params ReadOnlySpan<object?> arguments) => Texts.Format(key, Language, arguments);

    /// <summary>The time inputs of a decision that is made now, as of a day when one is given.</summary>
    public EvaluationMoment Moment(DateOnly? asOf) => new(Clock.GetLocalNow(), asOf);

    /// <summary>Writes JSON, indented, ending with a line end.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(writer);
        Out.WriteLine(Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length));
    }

    /// <summary>Reads a file, or what is piped in when its name is <c>-</c>.</summary>
    public byte[] ReadAll(string file)
    {
        if (file != "-") return File.ReadAllBytes(file);
        using var stream = OpenInput();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
