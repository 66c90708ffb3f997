namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>The spellings in which an expression may be written.</summary>
internal enum Dialect
{
    /// <summary>Our own language.</summary>
    Own,

    /// <summary>The language of lambda expressions in Microsoft RulesEngine 6.0.1 files.</summary>
    RulesEngine,

    /// <summary>The same with its setting IsExpressionParserCaseSensitive: keywords in lower case only.</summary>
    RulesEngineCaseSensitive,
}
