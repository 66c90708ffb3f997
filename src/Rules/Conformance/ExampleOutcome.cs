using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>A test of a document and what came of it.</summary>
/// <param name="Document">Name of the document.</param>
/// <param name="Name">Name of the test.</param>
/// <param name="Span">Where the test stands.</param>
/// <param name="Expected">Expected outcome as JSON.</param>
/// <param name="Actual">Outcome as JSON; null when nothing was decided.</param>
/// <param name="Differences">What differs; empty when the test passed.</param>
/// <param name="Decision">The explained decision of a test that failed; null when it passed or nothing was decided.</param>
public sealed record ExampleOutcome(
    string Document, string Name, SourceSpan Span, string Expected, string? Actual, ImmutableArray<LocalizedText> Differences, Decision? Decision)
{
    /// <summary>Whether everything came out as expected.</summary>
    public bool Passed => Differences.IsEmpty;
}
