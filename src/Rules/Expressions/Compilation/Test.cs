using System.Linq.Expressions;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>One of the conditions that a row needs all of.</summary>
internal abstract record Test;

/// <summary>The value of an axis stands within some places.</summary>
internal sealed record PlaceTest(Axis Axis, Places Places) : Test;

/// <summary>Any other condition; conditions of one key are the same.</summary>
internal sealed record CodeTest(string Key, Expression Code) : Test;
