using System.Text;

namespace CrmWorkflows.Rules.Diagnostics.Json;

/// <summary>A JSON text and its line ends, so that every value can name its place.</summary>
internal sealed class JsonSource
{
    private readonly int[] _lineStarts;

    public JsonSource(string? file, string text)
    {
        File = file;
        Text = text;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n') starts.Add(i + 1);
        _lineStarts = [.. starts];
    }

    /// <summary>Name of the input as the user knows it.</summary>
    public string? File { get; }

    public string Text { get; }

    public SourceSpan Span(string pointer, int start, int length)
    {
        var line = Array.BinarySearch(_lineStarts, start);
        if (line < 0) line = ~line - 1;
        return new SourceSpan(File, pointer, line + 1, start - _lineStarts[line] + 1, length);
    }

    /// <summary>Parses UTF-8 bytes, with or without a byte order mark. Null when they are not JSON; the bag says why and where.</summary>
    public static JsonSourceNode? Parse(string? file, ReadOnlySpan<byte> utf8, DiagnosticBag diagnostics)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(JsonDiagnostics.NotUtf8, SourceSpan.In(file));
            return null;
        }
        return Parse(file, text, diagnostics);
    }

    /// <summary>Parses a text. Null when it is not JSON; the bag says why and where.</summary>
    public static JsonSourceNode? Parse(string? file, string text, DiagnosticBag diagnostics) =>
        new JsonSourceParser(new JsonSource(file, text), diagnostics).Parse();
}
