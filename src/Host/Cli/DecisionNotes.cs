using CrmWorkflows.Rules.Deciding;

namespace CrmWorkflows.Host.Cli;

/// <summary>What is said beside an outcome, or in its place: what failed, what is missing, what it rests on.</summary>
internal static class DecisionNotes
{
    /// <summary>Why there is no outcome; nothing when there is one.</summary>
    public static IEnumerable<string> WhyNone(CommandLineContext cli, Decision decision)
    {
        if (decision.Fault is { } fault) yield return fault.Render(cli.Language);
        foreach (var missing in decision.MissingFacts) yield return cli.Text("cli.decide.missing", FactName(cli, decision.Document, missing));
    }

    /// <summary>Years whose holidays are not published, and warnings.</summary>
    public static IEnumerable<string> Reservations(CommandLineContext cli, Decision decision)
    {
        foreach (var year in decision.UnpublishedYears) yield return cli.Text("cli.decide.unpublished", year);
        foreach (var warning in decision.Warnings) yield return warning.Render(cli.Language);
    }

    /// <summary>A missing fact, which may be a path into a fact: the label of the fact, and the path.</summary>
    public static string FactName(CommandLineContext cli, DecisionDocument document, string path)
    {
        var fact = document.Facts.FirstOrDefault(f => f.Name == path.Split('.', '[')[0]);
        return fact is null ? path : $"{fact.Label.In(cli.Language)} ({path})";
    }
}
