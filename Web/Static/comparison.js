// A client beside others. A block, so that its names are its own.
{
}
