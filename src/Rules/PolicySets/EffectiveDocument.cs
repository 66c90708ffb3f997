using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// A document with everything that its bases give it: what is shown, hashed and approved. Each value still knows the file in which it stands.
/// </summary>
/// <param name="Node">The document as one object, without <c>extends</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Overrides">The values of parameters that were overridden on the way.</param>
internal sealed record EffectiveDocument(JsonObjectNode Node, IPolicyKind Kind, ImmutableArray<ParameterOverride> Overrides);

/// <summary>A parameter's value that takes the place of the one in the base.</summary>
/// <param name="Parameter">Name of the parameter.</param>
/// <param name="Own">The value that is to hold.</param>
/// <param name="Base">The value of the base.</param>
/// <param name="Lock">What the base permits, as it stands there; null when it says nothing.</param>
internal sealed record ParameterOverride(string Parameter, JsonSourceNode Own, JsonSourceNode Base, JsonSourceNode? Lock);
