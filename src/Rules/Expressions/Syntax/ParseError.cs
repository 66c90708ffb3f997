using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>One finding about an expression's text; whoever knows the file turns it into a <see cref="Diagnostic"/>.</summary>
internal sealed record ParseError(DiagnosticCode Code, TextSpan Span, ImmutableArray<object?> Arguments);
