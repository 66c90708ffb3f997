using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>
/// What a kind needs to turn its body into its compiled form: names, types, and the way from a text in the file to a formula.
/// Every method reports to the bag and returns null when something does not hold together. Used by one thread while a policy is linked.
/// </summary>
internal sealed class LinkContext(PolicyDocument document, Scope scope, DiagnosticBag diagnostics)
{
    public PolicyDocument Document { get; } = document;

    public Scope Scope { get; } = scope;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>The same document with room for names of a part: what is added there is not seen outside it.</summary>
    public LinkContext Inner() => new(Document, Scope.Inner(), Diagnostics) { ForeignFile = ForeignFile, Formulas = Formulas, Figures = Figures, Cells = Cells };

    /// <summary>A file of another product that stands beside the document, as it is; null when there is none.</summary>
    public Func<string, JsonSourceNode?> ForeignFile { get; init; } = _ => null;

    /// <summary>The formula that is a fact itself; null when there is no fact of the name.</summary>
    public Formula? FactFormula(string name) =>
        Scope.Find(name) is { } symbol ? new Formula(new BoundSymbol(new NameSyntax(default, name), symbol), name, _ => Document.Span with { Length = 1 }) : null;

    /// <summary>The formulas made so far, for whoever compiles them ahead.</summary>
    public List<Formula> Formulas { get; private init; } = [];

    /// <summary>The formulas of cells and row values that are not worth compiling by themselves.</summary>
    public List<Formula> Cells { get; private init; } = [];

    /// <summary>The figures and lists that the document states, in the order in which they were linked.</summary>
    public List<LinkedFigure> Figures { get; private init; } = [];

    /// <summary>A formula of whatever type it has.</summary>
    public Formula? Formula(ExpressionText text) => Make(text, (binder, syntax) => binder.Bind(syntax));

    /// <summary>A formula whose value fits a type.</summary>
    public Formula? Formula(ExpressionText text, FactType type) => Make(text, (binder, syntax) => binder.Bind(syntax, type));

    /// <summary>A formula that is a condition.</summary>
    public Formula? Condition(ExpressionText text) => Make(text, (binder, syntax) => binder.BindCondition(syntax));

    /// <summary>A formula that is a condition; one that always holds when the document leaves it out.</summary>
    public Formula? Condition(ExpressionText? text, DocumentPart part) => text is not null ? Condition(text) : Always(part);

    /// <summary>The formula <c>true</c>, for a condition that the document leaves out.</summary>
    public static Formula Always(DocumentPart part)
    {
        var syntax = new LiteralSyntax(default, true);
        return new Formula(new BoundConstant(syntax, ScalarType.Boolean, Value.True), "", _ => part.Span);
    }

    /// <summary>A binder for a text of the document, for kinds that bind parts of it themselves.</summary>
    public Binder BinderFor(ExpressionText text) => new(Scope, text.SpanOf, Diagnostics) { WarnOfLiterals = true };

    /// <summary>Reports what the parser found.</summary>
    public bool Report(ExpressionText text, ParseErrors errors)
    {
        foreach (var error in errors.Items) Diagnostics.Add(error.Code, text.SpanOf(error.Span), error.Arguments.AsSpan());
        return errors.Any;
    }

    /// <summary>A declared type.</summary>
    public FactType? Type(TypeName name) => Scope.Types.Parse(name.Text, name.Node.SpanOf, Diagnostics);

    private Formula? Make(ExpressionText text, Func<Binder, SyntaxNode, BoundNode?> bind)
    {
        var errors = new ParseErrors();
        var syntax = Parser.ParseExpression(text.Text, Dialect.Own, errors);
        if (Report(text, errors)) return null;
        if (bind(BinderFor(text), syntax) is not { } tree) return null;
        var formula = new Formula(tree, text.Text, text.SpanOf);
        Formulas.Add(formula);
        return formula;
    }
}
