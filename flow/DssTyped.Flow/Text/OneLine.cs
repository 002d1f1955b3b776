namespace DssTyped.Flow;

/// <summary>Keeps texts that people named within one line of output.</summary>
public static class OneLine
{
    /// <summary>The text with a blank for each line break, tab and other control character, so that no name can start a line of its own or change a terminal.</summary>
    public static string Of(string text) => text.Any(char.IsControl) ? new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]) : text;
}
