using System.Globalization;
using CrmWorkflows.Rules.Calendars;
using Spectre.Console;
using Calendar = CrmWorkflows.Rules.Calendars.Calendar;

namespace CrmWorkflows.Host.Cli;

/// <summary>What a ruler is drawn on: colours in a terminal, plain signs in a pipe. Both carry the same signs, so that nothing is told by colour alone.</summary>
internal sealed class RulerPaper
{
    private const int Wide = 200;

    private readonly CommandLineContext _cli;
    private readonly IAnsiConsole _console;

    public RulerPaper(CommandLineContext cli)
    {
        _cli = cli;
        var isTerminal = ReferenceEquals(cli.Out, Console.Out) && !Console.IsOutputRedirected;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(cli.Out),
        });
        _console.Profile.Width = Wide;
    }

    public static readonly Style Plain = Style.Plain;
    public static readonly Style Working = new(Color.Green);
    public static readonly Style Off = new(Color.Grey);
    public static readonly Style Holiday = new(Color.Red);
    public static readonly Style MakeUp = new(Color.Aqua);
    public static readonly Style Paused = new(Color.Yellow);
    public static readonly Style Mark = new(Color.Black, Color.White);

    public static readonly Style Heading = new(decoration: Decoration.Bold);

    public void Write(string text, Style? style = null) => _console.Write(new Text(text, style ?? Plain));

    public void Line() => _cli.Out.WriteLine();

    /// <summary>A day with its weekday and kind, in a column of one width.</summary>
    public void Day(DateOnly day, Calendar? calendar)
    {
        var kind = calendar?.Day(day).Kind;
        Write(day.ToString("MM-dd ", CultureInfo.InvariantCulture));
        Write(_cli.Text("cli.deadline.weekday." + day.DayOfWeek) + " ");
        Write(_cli.Text("cli.deadline.kind." + (kind?.ToString() ?? "None")) + " ", StyleOf(kind));
    }

    public static Style StyleOf(DayKind? kind) => kind switch
    {
        DayKind.WorkingDay => Working,
        DayKind.MakeUpWorkingDay => MakeUp,
        DayKind.Holiday => Holiday,
        DayKind.RestDay => Off,
        _ => Plain,
    };

    public static Style StyleOfState(string state) => state switch
    {
        "met" => Working,
        "breached" => Holiday,
        "paused" or "early" => Paused,
        "notReached" or "notRequired" => Off,
        _ => Plain,
    };

    /// <summary>What the letters stand for.</summary>
    public void Legend(IEnumerable<RulerMark> marks)
    {
        foreach (var mark in marks)
            _cli.Out.WriteLine($"  {mark.Sign} {(mark.At is { } at ? DeadlineCommand.Written(at) : mark.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}  {mark.Label}");
    }
}
