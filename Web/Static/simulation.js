// What would change the answer; new applications. A block, so that its names are its own.
{
}
