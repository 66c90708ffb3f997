using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>A name that expressions see: an input, a global, a local.</summary>
internal sealed record DialectParameter(string Name, StaticType Type);
