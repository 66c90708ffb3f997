using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>What the folder of a policy says, read and not yet linked. Immutable; kept so that a policy can be linked again with one document changed.</summary>
internal sealed record FolderSources(ImmutableArray<SourceDocument> Documents, TypeTable Types, SharedRules Shared, ForeignFiles Foreign);

/// <summary>A document as it was read, with everything that its bases give it.</summary>
internal sealed record SourceDocument(IPolicyKind Kind, PolicyDocument Document, ImmutableArray<ParameterOverride> Overrides);
