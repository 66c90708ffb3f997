using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Interop;

/// <summary>A call gave no result: an unknown workflow or rule, or a failure under <see cref="ReSettings.EnableExceptionAsErrorMessage"/> false.</summary>
/// <param name="diagnostic">Why.</param>
/// <param name="language">Language of the message.</param>
public sealed class RulesEngineException(Diagnostic diagnostic, Language language) : Exception(diagnostic.Render(language))
{
    /// <summary>Why, with code and remedy.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
