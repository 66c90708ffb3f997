using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Deciding.Books;

/// <summary>A piece of the readable text of a policy, in one language.</summary>
internal abstract record BookBlock;

/// <summary>A paragraph.</summary>
internal sealed record BookParagraph(string Text) : BookBlock;

/// <summary>A list, numbered when the order counts.</summary>
internal sealed record BookList(ImmutableArray<string> Items, bool IsNumbered) : BookBlock;

/// <summary>A table; every row has as many cells as the heading.</summary>
internal sealed record BookTable(ImmutableArray<string> Heading, ImmutableArray<ImmutableArray<string>> Rows) : BookBlock;
