using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>
/// Everything that a user of one assembly reads, in both languages. Each folder keeps its texts in a
/// <c>*.texts.json</c> file beside the code: <c>{"key": {"en": "...", "zh": "..."}}</c>. Immutable and thread-safe.
/// </summary>
public sealed class TextCatalog
{
    private readonly Lazy<FrozenDictionary<string, LocalizedText>> _texts;

    /// <summary>The texts embedded in one assembly.</summary>
    /// <param name="assembly">The assembly that carries <c>*.texts.json</c> resources.</param>
    public TextCatalog(Assembly assembly) => _texts = new(() => Read(assembly));

    /// <summary>The texts of the rules engine.</summary>
    public static TextCatalog Rules { get; } = new(typeof(TextCatalog).Assembly);

    /// <summary>All keys, for tests that look for a missing translation.</summary>
    public IEnumerable<string> Keys => _texts.Value.Keys;

    /// <summary>The text of a key in both languages; null when there is none.</summary>
    /// <param name="key">The key.</param>
    public LocalizedText? Find(string key) => _texts.Value.GetValueOrDefault(key);

    /// <summary>The text of a key; the key itself when there is none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="language">The reader's language.</param>
    public string Get(string key, Language language) => Find(key)?.In(language) ?? key;

    /// <summary>The text of a key with its placeholders <c>{0}</c>, <c>{1}</c> ... filled.</summary>
    /// <param name="key">The key.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="arguments">The values; a <see cref="LocalizedText"/> follows the language, numbers are written invariantly.</param>
    public string Format(string key, Language language, params ReadOnlySpan<object?> arguments)
    {
        var written = new object?[arguments.Length];
        for (var i = 0; i < written.Length; i++)
            written[i] = arguments[i] is LocalizedText text ? text.In(language) : arguments[i];
        return string.Format(CultureInfo.InvariantCulture, Get(key, language), written);
    }

    private static FrozenDictionary<string, LocalizedText> Read(Assembly assembly)
    {
        var texts = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith(".texts.json", StringComparison.Ordinal)) continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var document = JsonDocument.Parse(stream);
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                var text = new LocalizedText(entry.Value.GetProperty("zh").GetString()!, entry.Value.GetProperty("en").GetString()!);
                if (!texts.TryAdd(entry.Name, text))
                    throw new InvalidOperationException($"The text '{entry.Name}' stands twice ({name}).");
            }
        }
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
