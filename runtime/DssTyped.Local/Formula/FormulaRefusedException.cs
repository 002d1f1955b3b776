namespace DssTyped.Local.Formula;

/// <summary>A formula can't be carried out here; the message names the place and the mend.</summary>
internal sealed class FormulaRefusedException(string message) : Exception(message);
