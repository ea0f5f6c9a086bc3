namespace FundLedger.Web.Display;

/// <summary>A list to choose from in a filter, "all" among it; the model of <c>_FilterChoice.cshtml</c>.</summary>
/// <param name="Name">Of the field, as the address has it.</param>
/// <param name="Label">What is chosen.</param>
/// <param name="Choices">Values with their texts, in the order in which they are offered.</param>
/// <param name="Chosen">The value that is chosen; all when there is none or it is not offered.</param>
/// <param name="Wide">For texts that are long.</param>
internal sealed record FilterChoice(
    string Name, string Label, IEnumerable<(string Value, string Text)> Choices, string? Chosen, bool Wide = false)
{
    /// <summary>What stands for no choice; null: "all".</summary>
    public string? None { get; init; }

    /// <summary>The values of an enumeration, each said in the reader's words.</summary>
    public static FilterChoice Of<T>(string name, string label, T? chosen, Func<T, string> say)
        where T : struct, Enum => new(name, label, Enum.GetValues<T>().Select(value => ($"{value}", say(value))), $"{chosen}");
}
