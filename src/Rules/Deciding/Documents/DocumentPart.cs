using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Deciding.Documents;

/// <summary>An object of a document. Each kind declares its parts as records; the reader, the schema and the hover texts follow from them.</summary>
internal abstract record DocumentPart
{
    /// <summary>Where the part stands; set by the reader.</summary>
    internal JsonSourceNode Node { get; set; } = null!;

    internal SourceSpan Span => Node.Span;
}
